"""The commands: their reference, written from ``--help``, and the lines of shell that pages show."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.util import find_spec

import click

from communique.cli import cli
from docs.pages import ROOT, Page

REFERENCE = ROOT / "docs" / "reference" / "commands.md"
WIDTH = 100
OURS = ("communique", "docs", "eval", "training")
HEAD = """# Every command says what it takes

Written from the commands' own help by `python -m docs.check --write`; edit the help, not this page. How a command ends
is told on the page about [inputs and exit codes](inputs.md#the-exit-code-tells-how-a-command-ended).
"""


def commands() -> dict[str, click.Command]:
    """All commands by name."""
    return dict(sorted(cli.commands.items()))


def reference() -> str:
    """The page with the help of every command."""
    parts = [HEAD, _section("communique", cli)]
    parts += [_section(f"communique {name}", command) for name, command in commands().items()]
    return "\n".join(parts)


def _section(name: str, command: click.Command) -> str:
    settings = command.context_settings or cli.context_settings
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH, **settings)
    lines = [line.rstrip() for line in command.get_help(context).splitlines()]
    return f"## {name}\n\n```text\n" + "\n".join(lines) + "\n```\n"


def stale_reference() -> Iterator[str]:
    """A complaint where the page is not what the commands say now; line breaks, which are click's, do not count."""
    written = REFERENCE.read_text(encoding="utf-8") if REFERENCE.exists() else ""
    if written.split() != reference().split():
        yield "docs/reference/commands.md is stale: run python -m docs.check --write"


def undocumented(pages: tuple[Page, ...]) -> Iterator[str]:
    """Commands and options without help, commands that the README or all of `docs` pass over."""
    guides = "".join(page.text for page in pages if page.name.startswith("docs/") and page.path != REFERENCE)
    readme = next(page.text for page in pages if page.name == "README.md")
    for name, command in commands().items():
        if not command.help:
            yield f"communique {name} has no help"
        for option in command.params:
            if isinstance(option, click.Option) and not option.help:
                yield f"communique {name} {option.opts[0]} has no help"
        for where, text in (("README.md", readme), ("docs", guides)):
            if f"communique {name}" not in text:
                yield f"{where} has no place for communique {name}"


# -- lines of shell ----------------------------------------------------------------------------------------------------


def wrong_lines(pages: tuple[Page, ...]) -> Iterator[str]:
    """Shell examples that name a command, option, make target or module which does not exist."""
    for page in pages:
        for block in page.blocks:
            if block.language in ("sh", "console"):
                for line in shell_lines(block.body, prompted=block.language == "console"):
                    yield from (f"{page.name}: {fault}: {line}" for fault in faults_of(line))


def shell_lines(body: str, prompted: bool = False) -> Iterator[str]:
    """The commands of a block; where they are ``prompted``, what they print is left out.

    >>> list(shell_lines("$ ls \\\\\\n  -l\\na  b\\n", prompted=True))
    ['ls    -l']
    """
    for line in body.replace("\\\n", " ").splitlines():
        if prompted and line.startswith("$ "):
            yield line[2:]
        elif not prompted and line.strip():
            yield line


def faults_of(line: str) -> Iterator[str]:
    """What is wrong with a line of shell, as far as it concerns us."""
    for words in _parts(line):
        if words[0] == "communique":
            yield from _communique(words[1:])
        elif words[0] == "make":
            yield from (f"no target {word!r} in the Makefile" for word in words[1:] if not _is_target(word))
        elif words[:2] == ["python", "-m"] and words[2].startswith(OURS) and find_spec(words[2]) is None:
            yield f"no module {words[2]}"


def _parts(line: str) -> Iterator[list[str]]:
    """The commands that a line joins with pipes and the like, without what is redirected and settings in front."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in (*lexer, ";"):
        if not set(word) <= set("|&;<>"):
            words.append(word)
            continue
        while words and "=" in words[0] and not words[0].startswith("-"):
            words.pop(0)
        if words:
            yield words
        words = ["<file>"] if set(word) <= set("<>") else []


def _is_target(word: str) -> bool:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return "=" in word or f"\n{word}:" in makefile


def _communique(words: list[str]) -> Iterator[str]:
    """What click says of these arguments, without running anything."""
    if not words or words[0] in ("--help", "-h", "--version"):
        return
    command = cli.commands.get(words[0])
    if command is None:
        yield f"no command {words[0]!r}"
        return
    try:
        command.make_context(words[0], words[1:], resilient_parsing=False).close()
    except click.ClickException as error:
        yield error.format_message()
    except click.exceptions.Exit:
        pass  # --help
