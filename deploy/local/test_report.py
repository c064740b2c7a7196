"""Adds up what several runs of tests reported, so that the last line tells the whole."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from deploy.local.console import say


@dataclass(frozen=True)
class Outcome:
    """One run. A run that reported nothing has only its exit code to speak for it."""

    name: str
    exit_code: int
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: tuple[str, ...] = ()


def read_outcome(name: str, exit_code: int, report: Path) -> Outcome:
    """The counts of a JUnit report, which is ours: nothing foreign is parsed here."""
    if not report.exists():
        return Outcome(name, exit_code or 1)
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))  # noqa: S314 - our own file
    broken = [case for case in cases if _has(case, "failure") or _has(case, "error")]
    skipped = sum(_has(case, "skipped") for case in cases)
    return Outcome(
        name,
        exit_code,
        passed=len(cases) - len(broken) - skipped,
        failed=len(broken),
        skipped=skipped,
        failures=tuple(f"{case.get('classname')}::{case.get('name')}" for case in broken),
    )


def print_sum(outcomes: list[Outcome], seconds: float) -> int:
    """A line per run, then the sum; 0 only if every run ended well."""
    say("")
    for one in outcomes:
        word = "ok" if one.exit_code == 0 else f"FAILED (exit code {one.exit_code})"
        counts = f"{one.passed:>6} passed {one.failed:>4} failed {one.skipped:>4} skipped"
        say(f"{one.name:<10}{counts}   {word}")
        for failure in one.failures:
            say(f"    {failure}")
    passed, failed, skipped = (
        sum(getattr(one, count) for one in outcomes) for count in ("passed", "failed", "skipped")
    )
    is_good = all(one.exit_code == 0 for one in outcomes)
    say(
        f"{'PASS' if is_good else 'FAIL'}: {passed} passed, {failed} failed, {skipped} skipped "
        f"in {seconds:.0f} s"
    )
    return 0 if is_good else 1


def _has(case: ElementTree.Element, kind: str) -> bool:
    return case.find(kind) is not None
