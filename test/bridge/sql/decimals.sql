-- Numerics as whole numbers of their smallest unit: what the server's own arithmetic says.

CREATE FUNCTION public.by_the_server(value numeric, decimals int) RETURNS bigint LANGUAGE sql AS $$
    SELECT CASE WHEN value IN ('NaN', 'Infinity', '-Infinity') THEN NULL
        WHEN abs(round(value * 10::numeric ^ decimals)) > 9223372036854775807 THEN NULL
        ELSE round(value * 10::numeric ^ decimals)::bigint END
$$;

CREATE TABLE public.numbers AS
    SELECT sign * round((random() * 10 ^ (random() * 34 - 12))::numeric, (random() * 14)::int) AS v
    FROM generate_series(1, 20000), (VALUES (1), (-1)) s (sign)
    UNION ALL
    SELECT sign * digit * 10::numeric ^ exponent / divisor
    FROM (VALUES (1), (-1)) s (sign), unnest('{0,1,4,5,9,49,50,4999,5000,9999,10000,12345}'::numeric[]) digit,
        generate_series(-14, 24) exponent, (VALUES (1), (2)) d (divisor);
SELECT tap.is(format('with %s decimals numbers of any size are what the server makes of them', decimals),
    count(*) FILTER (WHERE u IS DISTINCT FROM by_the_server(v, decimals))::text, '0')
FROM generate_series(0, 9) decimals, public.numbers, LATERAL (SELECT bridge.units_of(v, decimals)) units (u)
GROUP BY decimals ORDER BY decimals;

SELECT tap.is('what is no number or too great is none: ' || left(v::text, 20), bridge.units_of(v, 3)::text, NULL)
FROM unnest('{NaN,Infinity,-Infinity,9223372036854775.808,-9223372036854775.808,1e30,1e1000,1e130000}'::numeric[]) v;
SELECT tap.is('what is too small is nothing: ' || left(v::text, 20), bridge.units_of(v, 9)::text, '0')
FROM unnest('{1e-16000,-1e-16000,0,0.0000000004999}'::numeric[]) v;
SELECT tap.is('the greatest number that fits', bridge.units_of(9223372036854775.807, 3)::text, '9223372036854775807');

SELECT tap.is('and back, also beyond 64 bits', count(*)::text, '0')
FROM (SELECT (random() * 1e12)::bigint AS high, (random() * 999999999999999999)::bigint AS low, sign, decimals
      FROM generate_series(1, 2000), (VALUES (1), (-1), (0)) s (sign), generate_series(0, 9) decimals) made
WHERE bridge.numeric_of(sign * high, sign * low, decimals)::text
    IS DISTINCT FROM round((sign * high * 1000000000000000000::numeric + sign * low) * ('1e-' || decimals)::numeric, decimals)::text;
SELECT tap.is('decimals are shown', bridge.there_and_back(v)::text, wanted)
FROM (VALUES (0, '0.000'), (5, '5.000'), (-0.0005, '-0.001'), (102.4996, '102.500'), (9999999.999, '9999999.999')) made (v, wanted);

CREATE TABLE public.weights (id bigint GENERATED ALWAYS AS IDENTITY, weight numeric(10,3));
INSERT INTO public.weights (weight) SELECT round((random() * 1e6)::numeric, 3) FROM generate_series(1, 10000);
INSERT INTO public.weights (weight) VALUES (NULL), (0), (9999999.999), (0.001);
SELECT tap.is('what lies in rows adds up', bridge.sum_of_weights()::text, (SELECT (sum(weight) * 1000)::bigint FROM weights)::text);
SELECT tap.ok('a number with no place in 64 bits is an error', tap.error_of('SELECT bridge.there_and_back(1e17)') ->> 'state' = 'XX000');
