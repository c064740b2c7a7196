"""What a person may type."""

import pytest

from deploy.local.cli import parse


def test_up_opens_the_browser_on_any_free_port_unless_told_otherwise() -> None:
    plain, told = parse(["up"]), parse(["up", "--port", "9000", "--no-browser"])

    assert (plain.port, plain.opens_browser) == (None, True)
    assert (told.port, told.opens_browser) == (9000, False)


def test_what_test_does_not_know_goes_to_pytest() -> None:
    options = parse(["test", "--no-browser", "tests/unit", "-k", "box", "--lf"])

    assert options.rest == ("tests/unit", "-k", "box", "--lf")
    assert not options.opens_browser


def test_a_bench_gets_its_own_arguments() -> None:
    options = parse(["bench", "queue", "--tasks", "1000", "--overlap", "3"])

    assert options.rest == ("queue", "--tasks", "1000", "--overlap", "3")


def test_consolidate_gets_its_own_arguments() -> None:
    options = parse(["consolidate", "--kind", "classes", "--labels", "labels.csv", "--help"])

    assert options.rest == ("--kind", "classes", "--labels", "labels.csv", "--help")


@pytest.mark.parametrize("line", [[], ["upp"], ["up", "--prot", "1"], ["down", "now"], ["bench"]])
def test_what_nobody_knows_is_refused(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        parse(line)

    assert refusal.value.code == 2
    assert "usage: ./guildmark" in capsys.readouterr().err
