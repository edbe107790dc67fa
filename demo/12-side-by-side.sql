-- step: The same query, asked by five people
-- why: Nothing in it says who is asking. Of Carla, who paused, Tom keeps the relationship and sees no data;
-- why: of Anna everything but the progress she hides from him. Hugo knows nobody.
-- expect: Tom, trainer | 5 | 4 | 730 | Ben, David
-- expect: Iris, trainer | 2 | 1 | 365 | Anna
-- expect: Anna, client | 3 | 2 | 365 | Anna
-- expect: Hugo, stranger | 1 | 0 | 365 | Hugo
-- expect: Nora, admin | 2212 | 2007 | 732920 | (2008 people)
CREATE VIEW app.what_i_see WITH (security_invoker = true) AS
SELECT (SELECT count(*) FROM coaching.users) AS people,
       (SELECT count(*) FROM coaching.trainer_clients) AS relationships,
       (SELECT count(*) FROM app.weigh_ins) AS weigh_ins,
       (SELECT CASE WHEN count(*) > 9 THEN format('(%s people)', count(*))
                    ELSE string_agg(split_part(full_name, ' ', 1), ', ' ORDER BY full_name) END
        FROM coaching.users WHERE id IN (SELECT client_id FROM app.weigh_ins)) AS whose;
GRANT SELECT ON app.what_i_see TO authenticated;

SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT * FROM app.what_i_see \gset tom_
SET coaching.user_id TO :'iris';
SELECT * FROM app.what_i_see \gset iris_
SET coaching.user_id TO :'anna';
SELECT * FROM app.what_i_see \gset anna_
SET coaching.user_id TO :'hugo';
SELECT * FROM app.what_i_see \gset hugo_
SET coaching.user_id TO :'nora';
SELECT * FROM app.what_i_see \gset nora_

SELECT * FROM (VALUES
    ('Tom, trainer',   :tom_people,  :tom_relationships,  :tom_weigh_ins,  :'tom_whose'),
    ('Iris, trainer',  :iris_people, :iris_relationships, :iris_weigh_ins, :'iris_whose'),
    ('Anna, client',   :anna_people, :anna_relationships, :anna_weigh_ins, :'anna_whose'),
    ('Hugo, stranger', :hugo_people, :hugo_relationships, :hugo_weigh_ins, :'hugo_whose'),
    ('Nora, admin',    :nora_people, :nora_relationships, :nora_weigh_ins, :'nora_whose')
) AS seen (who_asks, people, relationships, weigh_ins, whose);
