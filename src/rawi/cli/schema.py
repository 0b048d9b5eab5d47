"""`rawi schema`: the JSON Schema of a report."""

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a report, as `rawi read --format json` prints them.

    Example: rawi schema > report.schema.json
    """
    from rawi.model import make_json_schema

    print(json.dumps(make_json_schema(), ensure_ascii=False, indent=2))
