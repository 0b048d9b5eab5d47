"""The record over HTTP: a JSON API, and the workbench that is built on it."""
