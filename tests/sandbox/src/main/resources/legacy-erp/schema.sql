-- The sample legacy ERP: merchandise management as it was written in the nineties. Short names, blank-padded codes,
-- numeric states, no timestamps, money with four places. Made up for Crossdock.

create table artst (                    -- articles
    artnr  char(18) not null primary key,
    bez1   char(30),
    wgr    char(4),                     -- merchandise group
    stat   smallint not null            -- 1 active, 9 discontinued
);

create table lagbst (                   -- pieces on hand, by warehouse
    artnr  char(18) not null,
    lager  char(4) not null,
    bestd  numeric(11,3) not null,
    primary key (artnr, lager)
);

create table prslst (                   -- prices, by list
    artnr  char(18) not null,
    prlst  char(2) not null,
    preis  numeric(11,4) not null,
    whrg   char(3) not null,
    primary key (artnr, prlst)
);

create table aufkpf (                   -- order headers
    aufnr  integer not null primary key,
    kdref  char(60),                    -- the customer's reference: here the order id of whoever sent it
    stat   smallint not null            -- 10 entered, 20 booked, 90 cancelled
);
create unique index aufkpf_kdref on aufkpf (kdref);

create table aufpos (                   -- order lines
    aufnr  integer not null,
    posnr  integer not null,
    artnr  char(18) not null,
    lager  char(4) not null,
    menge  numeric(11,3) not null,
    primary key (aufnr, posnr)
);

create table numkr (                    -- number ranges
    obj    char(6) not null primary key,
    stand  integer not null
);
insert into numkr values ('AUFNR', 100000);
