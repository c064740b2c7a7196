"""Refusals of the projects app."""

from guildmark.core.errors import FieldProblem, Refusal, StateConflict, WrongInput


class ProjectNameTaken(Refusal):
    """The organisation has a project of this name."""

    code = "project_name_taken"
    title = "Another project of the organisation has this name"


class ProjectIncomplete(StateConflict):
    """Something without which nobody can work is missing; `errors` says what."""

    code = "project_incomplete"
    title = "The project lacks something people need to work on it"


class WrongSchema(WrongInput):
    """The definition is no label schema; `errors` says where."""

    code = "wrong_schema"
    title = "This is not a label schema"


class SchemaChanged(StateConflict):
    """Somebody else put a version in force since the asker read the schema."""

    code = "schema_changed"
    title = (
        "Somebody saved the label schema meanwhile. Look at their version, then save yours again"
    )


class ProjectChanged(StateConflict):
    """Somebody else saved settings since the asker read them; `errors` says which."""

    code = "project_changed"
    title = "Somebody saved these settings meanwhile. Look at theirs, then save yours again"


class SchemaNamesMoved(StateConflict):
    """Old answers would read otherwise: `errors` says which name would pass to which key.

    Sent again with `are_names_confirmed` it is taken.
    """

    code = "schema_names_moved"
    title = "A name would pass to another thing, and answers given before would read otherwise"


class WrongDocument(WrongInput):
    """The document is no answer to this schema on this picture; `errors` says where."""

    code = "wrong_document"
    title = "This annotation breaks a rule of the project's label schema"


class SchemaMissing(StateConflict):
    """Nothing can be drawn before it is said what there is to draw."""

    code = "schema_missing"
    title = "Define the label schema first"


class DraftExists(Refusal):
    """A project has one guideline draft at a time; `errors` holds its id."""

    code = "guideline_draft_exists"
    title = "The guideline has a draft already. Change or publish that one"

    def __init__(self, existing_id: int | None) -> None:
        where = FieldProblem(path="existing_id", code=self.code, message=str(existing_id))
        super().__init__(errors=(where,) if existing_id else ())
        self.existing_id = existing_id


class NotADraft(StateConflict):
    """Published guidelines never change."""

    code = "guideline_published"
    title = "A published guideline never changes. Make a new version"


class NotInForce(StateConflict):
    """Drafts are discarded, and what is superseded tells nobody anything any more."""

    code = "guideline_not_in_force"
    title = "Only the version in force can be taken back"


class OriginalChanged(StateConflict):
    """The text was changed since the translator read it: what they saved would be out of date."""

    code = "guideline_original_changed"
    title = "The original was changed meanwhile. Copy your text, load the page again"


class TranslationChanged(StateConflict):
    """Somebody else saved it since the translator read it: theirs would be gone."""

    code = "guideline_translation_changed"
    title = "Somebody saved this translation meanwhile. Look at their text, then save yours again"


class DraftChanged(StateConflict):
    """It was saved, or an answer was taken up in it, since the asker read it."""

    code = "guideline_draft_changed"
    title = "The draft was changed elsewhere meanwhile. Copy your text, load the page again"


class GuidelineEmpty(StateConflict):
    """There is nothing to read."""

    code = "guideline_empty"
    title = "Write the guideline before you publish it"


class TooManyOpenQuestions(Refusal):
    """Somebody reads all of them."""

    code = "too_many_open_questions"
    title = "Ten of your questions wait for an answer already. Wait for one of them"


class ProjectGoing(StateConflict):
    """Nothing is made or changed in a project that is on its way out."""

    code = "project_going"
    title = "The project is being deleted"
