import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The built pages lie in the package, where `rawi serve` finds them: no Node is needed to run it.
export default defineConfig({
  plugins: [svelte()],
  build: { outDir: "../src/rawi/web/pages", emptyOutDir: true, assetsInlineLimit: 0 },
  server: { proxy: { "/api": "http://127.0.0.1:8400" } },
});
