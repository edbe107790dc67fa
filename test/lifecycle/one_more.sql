-- One assignment, by what it moves; undone afterwards.
BEGIN;
SELECT (SELECT active_clients FROM coaching.trainer_profiles WHERE trainer_id = person(5)) AS clients,
    (SELECT count(*) FROM coaching.notifications) AS told, (SELECT count(*) FROM coaching.audit_log) AS entries \gset old_
SELECT coaching.assign_trainer(person(40), person(5)) \g /dev/null
SELECT format('%s more client, %s more told, %s more entry',
    (SELECT active_clients FROM coaching.trainer_profiles WHERE trainer_id = person(5)) - :old_clients,
    (SELECT count(*) FROM coaching.notifications) - :old_told, (SELECT count(*) FROM coaching.audit_log) - :old_entries);
ROLLBACK;
