"""Text: folding with the way back, tokens with their clitics, sentences."""
