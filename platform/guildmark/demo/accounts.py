"""The sign-ins of a demonstration. They open the demonstration's own data and nothing else."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

PASSWORD = "three-coins-on-a-table"  # noqa: S105  public on purpose: the landing page prints it


@dataclass(frozen=True)
class DemoAccount:
    """A person a visitor may be, and what they can try: a sentence of the catalogues."""

    role: str
    email: str
    display_name: str
    what: str


ANNOTATOR = DemoAccount(
    role="annotator",
    email="annotator@demo.invalid",
    display_name="Ada",
    what=gettext_noop(
        "Start at once: one of your answers came back with a mark. See how ten days of your work "
        "were judged. Try every tool on photographs."
    ),
)
NEWCOMER = DemoAccount(
    role="newcomer",
    email="newcomer@demo.invalid",
    display_name="Noor",
    what=gettext_noop("Join a community: read the guideline, answer questions, pass the quiz."),
)
MANAGER = DemoAccount(
    role="manager",
    email="manager@demo.invalid",
    display_name="Mika",
    what=gettext_noop(
        "See the live queue, and batches that wait or pause. Settle a dispute, answer an appeal "
        "and a contest of gold. Try the rule “Stricter on checks” in a dry run."
    ),
)
CLIENT = DemoAccount(
    role="client",
    email="client@demo.invalid",
    display_name="Cleo",
    what=gettext_noop("Download the published release as COCO, CSV or JSONL."),
)
ACCOUNTS = (ANNOTATOR, NEWCOMER, MANAGER, CLIENT)
