"""What the clients of the registries say is read as it is: unasked is not faultless."""

import json

from deploy.local.audit import npm_faults, python_faults

CLEAN = {"name": "django", "version": "5.2.19", "vulns": []}
FAULTY = {
    "name": "pillow",
    "version": "9.0.0",
    "vulns": [{"id": "PYSEC-2022-168", "fix_versions": ["9.0.1"], "aliases": []}],
}
SKIPPED = {"name": "numpy", "skip_reason": "Dependency not found on PyPI"}


def said(*dependencies: object) -> str:
    """As pip-audit says it: a warning before, a comforting sentence after."""
    found = json.dumps({"dependencies": dependencies, "fixes": []})
    return f"WARNING: a {{cache}} is old\n{found}\nNo known vulnerabilities found\n"


def test_python_packages_of_which_nothing_is_known_are_sound() -> None:
    assert python_faults("requirements.txt", said(CLEAN)) == ""


def test_a_known_fault_is_told_with_the_version_that_mends_it() -> None:
    assert python_faults("requirements.txt", said(CLEAN, FAULTY)) == (
        "requirements.txt: pillow 9.0.0 has PYSEC-2022-168, mended in 9.0.1."
    )


def test_packages_that_could_not_be_asked_for_are_not_called_sound() -> None:
    assert python_faults("requirements.txt", said(CLEAN, SKIPPED)) == (
        "NOT REACHED: nothing is known of packages of requirements.txt. "
        "The first of 1 of 2: Dependency not found on PyPI"
    )


def test_a_client_that_broke_off_has_not_reached_anything() -> None:
    assert python_faults("requirements.txt", "Traceback\nConnectionError: no route\n") == (
        "NOT REACHED: nothing is known of requirements.txt. ConnectionError: no route"
    )


def test_npm_names_packages_and_how_bad_it_is() -> None:
    found = {"left-pad": {"range": "<1.3.0", "severity": "high"}}

    assert npm_faults("package-lock.json", json.dumps({"vulnerabilities": {}})) == ""
    assert npm_faults("package-lock.json", json.dumps({"vulnerabilities": found})) == (
        "package-lock.json: left-pad <1.3.0: high"
    )


def test_a_registry_of_npm_that_knows_no_audits_is_not_reached() -> None:
    answer = "npm warn audit 405\n" + json.dumps({"message": "405 Method Not Allowed"})

    assert npm_faults("package-lock.json", answer) == (
        "NOT REACHED: nothing is known of package-lock.json. 405 Method Not Allowed"
    )
