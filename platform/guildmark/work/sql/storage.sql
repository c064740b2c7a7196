-- Room on the page for the next version of a row that changes at every claim.
ALTER TABLE work_task SET (fillfactor = 85);
ALTER TABLE work_progress SET (fillfactor = 40);
ALTER TABLE work_seat SET (fillfactor = 40);
