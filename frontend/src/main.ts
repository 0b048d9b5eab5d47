import { mount } from "svelte";
import App from "./App.svelte";
import "../../src/rawi/render/page.css";
import "./style.css";

mount(App, { target: document.body });
