"""The sum of several runs of tests."""

from pathlib import Path

import pytest

from deploy.local.test_report import Outcome, print_sum, read_outcome

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="passes"/>
<testcase classname="a" name="fails"><failure message="no"/></testcase>
<testcase classname="a" name="breaks"><error message="no"/></testcase>
<testcase classname="a" name="waits"><skipped/></testcase>
</testsuite></testsuites>"""


def test_a_report_is_counted(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)

    outcome = read_outcome("python", 1, tmp_path / "report.xml")

    assert outcome == Outcome("python", 1, 1, 2, 1, failures=("a::fails", "a::breaks"))


def test_a_run_without_a_report_has_failed(tmp_path: Path) -> None:
    assert read_outcome("python", 0, tmp_path / "none.xml").exit_code == 1


@pytest.mark.parametrize(
    ("exit_code", "last_line"),
    [
        (0, "PASS: 5 passed, 0 failed, 1 skipped in 7 s"),
        (1, "FAIL: 5 passed, 0 failed, 1 skipped in 7 s"),
    ],
)
def test_the_last_line_tells_the_whole(
    exit_code: int, last_line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = [Outcome("one", 0, passed=2), Outcome("two", exit_code, passed=3, skipped=1)]

    code = print_sum(outcomes, 7.2)

    assert code == exit_code
    assert capsys.readouterr().out.splitlines()[-1] == last_line
