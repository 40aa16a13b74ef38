"""The command line: one group, one file in ``commands/`` for each."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import click

# Command → its file in ``commands/`` and its function there; read when it is asked for, for they are many.
COMMANDS = {
    "archive": ("archive", "archive"),
    "assess": ("assess", "assess_command"),
    "build": ("build", "build_command"),
    "bulletin": ("activity", "bulletin_command"),
    "certificate": ("activity", "certificate_command"),
    "check": ("check", "check_command"),
    "comment": ("review", "comment_command"),
    "copies": ("copies", "copies_command"),
    "due": ("due", "due_command"),
    "files": ("files", "files"),
    "fix": ("fix", "fix_command"),
    "forms": ("issue", "forms_command"),
    "guard": ("guard", "guard_command"),
    "import": ("importing", "import_command"),
    "intake-issue": ("issue", "intake_issue_command"),
    "new": ("new", "new_command"),
    "owners": ("owners", "owners_command"),
    "panel": ("panel", "panel"),
    "quality": ("quality", "quality_command"),
    "report": ("report", "report_command"),
    "review": ("review", "review_command"),
    "schema": ("fix", "schema_command"),
    "serve": ("build", "serve_command"),
    "status": ("status", "status_command"),
    "template": ("template", "template_command"),
}


class Commands(click.Group):
    """The commands by their names."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        file, function = COMMANDS[name]
        found: click.Command = getattr(import_module(f".commands.{file}", __package__), function)
        return found


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds ``mkdocs.yml``."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").exists():
            return folder
    return start


@click.group(cls=Commands, help="平顶山市学科教研基地资源中心：检查材料，生成网站，考核计分。")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="材料所在的文件夹；不写就向上找 mkdocs.yml。")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for some would read a file of every package that is installed
    context.obj = find_root(Path.cwd()) if root is None else root.resolve()
    if not (context.obj / "bases").is_dir():
        click.echo(f"在“{context.obj}”里没有找到 bases 文件夹。请到项目文件夹里运行，或用 --root 指明。", err=True)
        context.exit(2)
