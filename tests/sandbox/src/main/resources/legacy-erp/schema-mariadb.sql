-- The sample legacy ERP of schema.sql on MariaDB, with what such a one adds: latin1, and money in double precision. Made up
-- for Crossdock.

create table artst (                    -- articles
    artnr  char(18) not null primary key,
    bez1   char(30),
    wgr    char(4),                     -- merchandise group
    stat   smallint not null            -- 1 active, 9 discontinued
) engine=innodb default charset=latin1;

create table lagbst (                   -- pieces on hand, by warehouse
    artnr  char(18) not null,
    lager  char(4) not null,
    bestd  decimal(11,3) not null,
    primary key (artnr, lager)
) engine=innodb default charset=latin1;

create table prslst (                   -- prices, by list
    artnr  char(18) not null,
    prlst  char(2) not null,
    preis  double not null,
    whrg   char(3) not null,
    primary key (artnr, prlst)
) engine=innodb default charset=latin1;

create table aufkpf (                   -- order headers
    aufnr  integer not null primary key,
    kdref  char(60),                    -- the customer's reference: here the order id of whoever sent it
    stat   smallint not null,           -- 10 entered, 20 booked, 90 cancelled
    unique (kdref)
) engine=innodb default charset=latin1;

create table aufpos (                   -- order lines
    aufnr  integer not null,
    posnr  integer not null,
    artnr  char(18) not null,
    lager  char(4) not null,
    menge  decimal(11,3) not null,
    primary key (aufnr, posnr)
) engine=innodb default charset=latin1;

create table numkr (                    -- number ranges
    obj    char(6) not null primary key,
    stand  integer not null
) engine=innodb default charset=latin1;
insert into numkr values ('AUFNR', 100000);
