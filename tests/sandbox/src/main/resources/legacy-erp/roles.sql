-- What the ERP's database administrator runs once for Crossdock, as the tables' owner, with wal_level = logical:
--     psql -v password=... -f roles.sql
-- The role may read five tables and their log, and write nothing. The publication names the tables one by one: one FOR
-- ALL TABLES would make the ERP's own updates fail wherever a table has no key.

create role crossdock login replication password :'password';
alter role crossdock set default_transaction_read_only = on;
grant usage on schema public to crossdock;
grant select on artst, lagbst, prslst, aufkpf, aufpos to crossdock;
create publication crossdock_legacy for table artst, lagbst, prslst, aufkpf, aufpos;
