"""`python -m rawi` is the `rawi` command."""

from rawi.cli.main import main

main()
