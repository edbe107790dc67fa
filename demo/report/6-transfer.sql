-- What became of Ben's sessions when Tom handed him over to Lena, as Ben.
SET ROLE authenticated;
SET coaching.user_id TO :'ben';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset

CREATE TEMP VIEW report AS SELECT * FROM coaching.client_transfers WHERE client_id = coaching.uid() ORDER BY created_at DESC LIMIT 1;

SELECT format($html$<section id="transfer"><header><p class="who">as %s, client</p><h2>From %s to %s <small>%s</small></h2>
<p>One transaction: %s sessions kept their hour, %s moved, %s cancelled with the credit given back; %s package with %s credits and the plan went along.</p></header>
<div class="scroll"><table><thead><tr><th>It was</th><th>It is</th><th>Because</th></tr></thead><tbody>$html$,
    :'me', pg_temp.html(a.display_name), pg_temp.html(b.display_name),
    (SELECT to_char(min("from"), 'FMMonth YYYY') FROM jsonb_to_recordset(details -> 'bookings') AS moved ("from" timestamptz)), bookings_moved, bookings_rescheduled, bookings_cancelled,
    packages_transferred, sessions_transferred)
FROM report JOIN coaching.trainer_profiles a ON a.trainer_id = from_trainer_id JOIN coaching.trainer_profiles b ON b.trainer_id = to_trainer_id;
SELECT format('<tr class="%s"><td>%s</td><td>%s</td><td>%s</td></tr>', outcome, to_char("from", 'Dy FMDD Mon HH24:MI'),
              CASE outcome WHEN 'moved' THEN 'the same hour' WHEN 'cancelled' THEN 'cancelled' ELSE to_char("to", 'Dy FMDD Mon HH24:MI') END, pg_temp.html(message))
FROM report, jsonb_to_recordset(details -> 'bookings') AS moved ("from" timestamptz, "to" timestamptz, outcome text, message text) ORDER BY "from";
SELECT '</tbody></table></div></section>';
