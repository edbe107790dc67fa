-- Why Lena fits Fatima, factor by factor, as Fatima.
SET ROLE authenticated;
SET coaching.user_id TO :'fatima';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset

SELECT format($html$<section id="match"><header><p class="who">as %1$s, client</p><h2>How well %2$s fits %1$s <small>%3$s of 100</small></h2>
<p>Points of each factor against what it could have given; the points sum to the score. Silence neither helps nor harms.</p></header>
<table class="bars"><thead><tr><th>Factor</th><th>Points</th><th class="number">of</th><th>Because</th></tr></thead><tbody>$html$,
    :'me', pg_temp.html(split_part(display_name, ' ', 1)), coaching.match_score(:'fatima', :'lena'))
FROM coaching.trainer_profiles WHERE trainer_id = :'lena';
-- What a factor could have given is its weight among those both sides speak to.
SELECT format('<tr class="%s"><th>%s</th><td><svg viewBox="0 0 200 16" role="img" aria-label="%s of %s points"><rect class="could" width="%s" height="16" rx="3"/><rect class="points" data-points="%3$s" width="%6$s" height="16" rx="3"/></svg><b>%3$s</b></td><td class="number">%4$s</td><td>%7$s</td></tr>',
              CASE WHEN similarity IS NULL THEN 'silent' ELSE 'spoken' END, pg_temp.html(replace(factor, '_', ' ')), points,
              coalesce(round(could)::text, '–'), pg_temp.px(coalesce(could / widest * 200, 0)), pg_temp.px(points / widest * 200), pg_temp.html(message))
FROM (SELECT *, max(could) OVER () AS widest
      FROM (SELECT factor, similarity, points, message, CASE WHEN similarity IS NOT NULL
                THEN weight::numeric * 100 / sum(weight::numeric) FILTER (WHERE similarity IS NOT NULL) OVER () END AS could
            FROM coaching.match_breakdown(:'fatima', :'lena') WHERE factor <> 'exclusion') AS factors) AS scaled
ORDER BY could DESC NULLS LAST, factor;
SELECT '</tbody></table></section>';
