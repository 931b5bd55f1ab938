-- What the ERP's database administrator runs once for Crossdock, as the tables' owner, with wal_level = logical:
--     psql -v role=crossdock -v password=... -f roles.sql
-- The role may read five tables and the log, and write nothing. The publication names those that are followed one by one: one FOR ALL
-- TABLES would make the ERP's own updates fail wherever a table has no key.

create role :"role" login replication password :'password';
alter role :"role" set default_transaction_read_only = on;
grant usage on schema public to :"role";
grant select on artst, lagbst, prslst, aufkpf, aufpos to :"role";
create publication crossdock_legacy for table artst, lagbst, prslst, aufkpf;
