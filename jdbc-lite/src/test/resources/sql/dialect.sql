-- a date in front of a time is a date
select cast('2020-01-02' as date), cast('2020-1-2' as date), cast('2020-01-02 10:00:00' as date), cast(timestamp '2020-01-02 10:20:30' as date), cast(' 2020-01-02 ' as date);
--> DATE | DATE | DATE | DATE | DATE / 2020-01-02 | 2020-01-02 | 2020-01-02 | 2020-01-02 | 2020-01-02
-- null has no type of its own: it takes that of the other operand
select null + 1, 1 + null, null * null, -null, null || 'a';
--> INTEGER | INTEGER | DECFLOAT | VARCHAR | VARCHAR / null | null | null | null | null
-- a row with a null differs from another one where a known part differs
select a, b from pairs where (a, b) not in ((1, 1), (2, 5));
--> INTEGER | INTEGER / -1 | 0 / 1 | 2 / 3 | 3 / null | 2
-- a branch that is not taken is not computed
select case when 1 = 0 then 1 / 0 else 5 end;
--> INTEGER / 5
-- the type of a CASE is that of all its branches, constant or not
select case when true then 1 else 2.5 end, case when false then 1 else 2.5 end, case when true then null else 1 end;
--> NUMERIC(1) | NUMERIC(1) | INTEGER / 1.0 | 2.5 | null
-- the type of a COALESCE is that of all its operands
select coalesce(null, 1), coalesce(null, null, 2.5, 3), coalesce(1, 2.5), coalesce('a', null), coalesce(null, 'x');
--> INTEGER | NUMERIC(1) | NUMERIC(1) | VARCHAR | VARCHAR / 1 | 2.5 | 1.0 | 'a' | 'x'
-- what follows the first value is not computed
select coalesce(1, 1 / 0);
--> INTEGER / 1
-- the type of GREATEST is that of all its operands
select greatest(1, 2, 3), greatest(1, 2.5), greatest('a', 'b'), least(3, 1, 2), least(1, 2.5), greatest(date '2020-01-01', date '2021-01-01');
--> INTEGER | NUMERIC(1) | VARCHAR | INTEGER | NUMERIC(1) | DATE / 3 | 2.5 | 'b' | 1 | 1.0 | 2021-01-01
-- an escape at the end of a pattern is an error
select 'abc' like 'abc!' escape '!';
--> 22025 the LIKE pattern "abc!" escapes nothing
-- H2 has the tables in another schema
select caches.pairs.a from caches.pairs where a = 3;
--> INTEGER / 3
-- characters without a partner are removed, as in PostgreSQL
select translate('abc', 'ab', 'xy'), translate('abc', 'abc', 'x'), translate(null, 'a', 'b');
--> VARCHAR | VARCHAR | VARCHAR / 'xyc' | 'x' | null
-- text is read as a number where a number is wanted
select abs('5'), round('1.5'), floor('2.7'), sqrt('16');
--> DECFLOAT | DECFLOAT | DECFLOAT | DOUBLE / 5 | 2 | 2 | 4.000000000000e+00
-- H2 has no JSON_VALUE
select json_value('{"a": 1}', '$.a');
--> VARCHAR / '1'
-- a column named in USING is one column
select a, x.b, y.b from pairs x join pairs y using (a);
--> INTEGER | INTEGER | INTEGER / -1 | 0 | 0 / 1 | 1 | 1 / 1 | 1 | 1 / 1 | 1 | 1 / 1 | 1 | 1 / 1 | 1 | 2 / 1 | 1 | 2 / 1 | 2 | 1 / 1 | 2 | 1 / 1 | 2 | 2 / 2 | 5 | 5 / 2 | 5 | null / 2 | null | 5 / 2 | null | null / 3 | 3 | 3
select a, count(*) from pairs x right join (select 9 as a union all select 1) y using (a) group by a;
--> INTEGER | BIGINT / 1 | 3 / 9 | 1
select id, p.name, d.name from people p join departments d using (id);
--> INTEGER | VARCHAR | VARCHAR / 1 | 'Ada' | 'Engine' / 2 | 'Bob' | 'Driver' / 3 | 'Cleo' | 'Empty' / 4 | 'Dan' | 'Tools'
-- an outer join needs a condition
select p.id from people p left join departments d where p.id = 1;
--> 42000 expected ON or USING, found WHERE (line 1, column 51)
-- H2 has no FULL JOIN
select x.a, y.a from (select 1 as a union all select 2) x full join (select 2 as a union all select 3) y on x.a = y.a;
--> INTEGER | INTEGER / 1 | null / 2 | 2 / null | 3
-- in ORDER BY, labels come before columns
select a as b, b as a from pairs order by a, b;
--> INTEGER | INTEGER / null | null / 2 | null / -1 | 0 / 1 | 1 / 1 | 1 / null | 2 / 1 | 2 / 3 | 3 / 2 | 5
-- a number in ORDER BY is that of a column
select id from people order by -1;
--> 42000 there is no column -1 to order by (line 1, column 33)
-- a common table hides a table of its name
with pairs as (select 7 as a) select a from pairs;
--> INTEGER / 7
-- KEY, VALUE, TIMESTAMP and VERSION are ordinary names
select value, key from (select 1 as value, 2 as key) t;
--> INTEGER | INTEGER / 1 | 2
-- H2 has no EXCEPT ALL and INTERSECT ALL
select a from pairs except all select b from pairs;
--> INTEGER / -1 / 1
select a from pairs intersect all select b from pairs;
--> INTEGER / 1 / 1 / 2 / 2 / 3 / null / null
select a, b from pairs except all select 1, 1;
--> INTEGER | INTEGER / -1 | 0 / 1 | 1 / 1 | 2 / 2 | 5 / 2 | null / 3 | 3 / null | 2 / null | null
-- a scalar subquery has one column
select (select a, b from pairs where a = 3);
--> 21S02 a subquery here has one column, not 2 (line 1, column 8)
-- a derived table in a subquery sees the query around it
select a, (select x.a from (select pairs.a as a) x) from pairs where a > 1;
--> INTEGER | INTEGER / 2 | 2 / 2 | 2 / 3 | 3
-- a time of day has no year
select extract(year from time '10:00:00');
--> 22000 YEAR is no part of 10:00:00
-- without ORDER BY all rows are peers
select rank() over () from pairs;
--> BIGINT / 1 / 1 / 1 / 1 / 1 / 1 / 1 / 1 / 1
-- a time of day goes round after midnight
select time '23:00:00' + interval '2' hour;
--> TIME / 01:00
-- FULL JOIN: rows without a partner on either side
select d.id, p.id from departments d full join people p on p.dept = d.id and p.salary > 4500 order by d.id, p.id;
--> INTEGER | INTEGER / null | 2 / null | 3 / null | 4 / null | 5 / null | 6 / null | 7 / null | 8 / 1 | 1 / 1 | 9 / 2 | null / 3 | null / 4 | null
select x.a, y.id from pairs x full join nothing y on x.a = y.id order by x.a;
--> INTEGER | INTEGER / null | null / null | null / -1 | null / 1 | null / 1 | null / 1 | null / 2 | null / 2 | null / 3 | null
select x.id, y.a from nothing x full join pairs y on x.id = y.a where y.a > 1 order by y.a;
--> INTEGER | INTEGER / null | 2 / null | 2 / null | 3
select a, x.b, y.b from (values (1, 2), (3, 4)) x(a, b) full join (values (3, 5), (6, 7)) y(a, b) using (a) order by a;
--> INTEGER | INTEGER | INTEGER / 1 | 2 | null / 3 | 4 | 5 / 6 | null | 7
select x.a, y.a from (values 1, 2, 3) x(a) full join (values 2, 3, 4) y(a) on x.a < y.a and y.a < 4 order by x.a, y.a;
--> INTEGER | INTEGER / null | 4 / 1 | 2 / 1 | 3 / 2 | 3 / 3 | null
select count(*) from pairs x full join pairs y on x.a = y.b full join pairs z on z.a = x.a;
--> BIGINT / 36
-- JSON_VALUE: a scalar at a path, as text; null where there is none
select json_value('{"a": {"b": [1, "two", null, true, 2.50]}}', '$.a.b[1]'), json_value('{"a": {"b": [1, "two", null, true, 2.50]}}', '$.a.b[4]'), json_value('{"a": {"b": [1, "two", null, true, 2.50]}}', '$.a.b[2]'), json_value('{"a": {"b": [1, "two", null, true, 2.50]}}', '$.a.b[3]');
--> VARCHAR | VARCHAR | VARCHAR | VARCHAR / 'two' | '2.50' | null | 'true'
select json_value('{"a": {"b": 1}}', '$.a'), json_value('{"a": 1}', '$.b'), json_value('[10, 20]', '$[1]'), json_value('[10]', '$[5]'), json_value('"x"', '$'), json_value(null, '$.a'), json_value('{"a b": "ü\u00e4"}', '$."a b"');
--> VARCHAR | VARCHAR | VARCHAR | VARCHAR | VARCHAR | VARCHAR | VARCHAR / null | null | '20' | null | 'x' | null | 'üä'
select json_value('{"a": 1', '$.a');
--> VARCHAR / '1'
select json_value('not json', '$.a');
--> VARCHAR / null
select json_value('{"a": 1}', 'a');
--> 22000 the JSON path a does not start with $
-- arrays: elements count from 1, there is none beyond the end
select array[1, 2, 3][2], array['a', 'b'][5], cardinality(array[1, 2]), array_contains(array[1, 2], 2);
--> INTEGER | VARCHAR | INTEGER | BOOLEAN / 2 | null | 2 | true
-- writes and what is no query
delete from pairs;
--> 25006 DELETE is refused: the database is read-only, use the cache (line 1, column 1)
insert into pairs values (1);
--> 25006 INSERT is refused: the database is read-only, use the cache (line 1, column 1)
create table t (a int);
--> 25006 CREATE is refused: the database is read-only, use the cache (line 1, column 1)
drop table pairs;
--> 25006 DROP is refused: the database is read-only, use the cache (line 1, column 1)
update pairs set a = 1;
--> 25006 UPDATE is refused: the database is read-only, use the cache (line 1, column 1)
truncate table pairs;
--> 25006 TRUNCATE is refused: the database is read-only, use the cache (line 1, column 1)
merge into pairs key (a) values (1);
--> 25006 MERGE is refused: the database is read-only, use the cache (line 1, column 1)
commit;
--> 0A000 COMMIT is not supported (line 1, column 1)
set x = 1;
--> 0A000 SET is not supported (line 1, column 1)
with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select * from t;
--> 0A000 WITH RECURSIVE is not supported (line 1, column 6)
select a from pairs; select 1;
--> 42000 expected the end of the statement, found SELECT (line 1, column 22)
select a from pairs for update;
--> 42000 expected the end of the statement, found FOR (line 1, column 21)
-- CTE names are seen by later ones only
with u as (select a from t), t as (select 1 as a) select * from u;
--> 42S02 table "T" not found; there are DEPARTMENTS, KINDS, NOTHING, PAIRS, PEOPLE (line 1, column 26)
