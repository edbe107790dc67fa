-- The last line of the script.
SELECT coaching.note_own_parts();
