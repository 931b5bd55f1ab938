-- What the ERP's database administrator runs once for Crossdock, on a server with log_bin, binlog_format = ROW and
-- binlog_row_image = FULL. The account may read five tables and the binlog, and write nothing. Before MariaDB 10.5 the
-- second privilege is called replication client.

create user :"role" identified by :'password';
grant replication slave, binlog monitor on *.* to :"role";
grant select on artst to :"role";
grant select on lagbst to :"role";
grant select on prslst to :"role";
grant select on aufkpf to :"role";
grant select on aufpos to :"role";
