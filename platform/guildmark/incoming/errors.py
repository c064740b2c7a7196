"""Refusals of the incoming app."""

from guildmark.core.errors import Refusal, StateConflict, WrongInput


class ProjectNotLabelled(Refusal):
    """Labels are mapped to a schema and matched with the pictures of a dataset."""

    code = "project_not_labelled"
    title = "The project needs a label schema and a dataset before labels can come in"


class WrongMapping(WrongInput):
    """Names of the file are led to labels of the schema, or left out."""

    code = "wrong_mapping"
    title = "A name is led to a label that the schema does not have"


class LabelsNotSent(StateConflict):
    """Labels in parts are read when all of them are there."""

    code = "labels_not_sent"
    title = "The file has not arrived whole. Send it again: what is there is not sent twice"


class LabelImportNotRead(StateConflict):
    """It is started once its file has been read, and once."""

    code = "label_import_not_read"
    title = "The file has not been read yet, or the import was started already"


class LabelImportEnded(StateConflict):
    """What is done or has failed cannot be cancelled."""

    code = "label_import_ended"
    title = "This import has ended"


class LabelsNotRead(Exception):  # noqa: N818  an outcome, not a fault
    """A worker's: the file as a whole says nothing that can be used."""

    code = "labels_not_read"
