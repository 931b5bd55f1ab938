-- The interface tables of order-entry.sql on MariaDB, with what such a one adds: latin1, and a status in a tinyint(1).

create table aufein (                   -- orders that came in
    kdref  char(60) not null,           -- the id that whoever sent it gave it
    versu  smallint not null,           -- 1, or one more after each rejection
    kdnum  char(30) not null,           -- what the buyer calls it
    kanal  char(20),
    datum  decimal(8) not null,         -- the day, such as 20261126
    whrg   char(3) not null,
    name   char(30),
    strass char(30),
    plz    char(10),
    ort    char(30),
    land   char(2),
    stat   tinyint(1) not null default 0, -- 0 came in, 2 booked, 9 rejected
    meldg  char(60),                    -- why it was rejected
    aufnr  integer,                     -- the ERP's number, once it is booked
    primary key (kdref, versu)
) engine=innodb default charset=latin1;

create table aufeip (                   -- their lines
    kdref  char(60) not null,
    versu  smallint not null,
    posnr  smallint not null,
    artnr  char(18) not null,
    lager  char(4),                     -- blank: the first warehouse that there is
    menge  decimal(11,3) not null,
    preis  decimal(11,4),
    primary key (kdref, versu, posnr)
) engine=innodb default charset=latin1;

create user :"role" identified by :'password';
grant insert, select on aufein to :"role";
grant insert, select on aufeip to :"role";

-- The nightly job: each order is booked or rejected in a transaction of its own. Returns how many it looked at.
create procedure aufverb()
begin
    declare v_anzahl integer default 0;
    declare v_meldg char(60);
    declare v_aufnr integer;
    for v_auf in (select kdref, versu from aufein where stat = 0 order by kdref, versu) do
        set v_anzahl = v_anzahl + 1;
        set v_meldg = (
            select case when a.artnr is null then concat('E001 unknown article ', p.artnr)
                        else concat('E002 discontinued article ', p.artnr) end
              from aufeip p left join artst a on a.artnr = p.artnr
             where p.kdref = v_auf.kdref and p.versu = v_auf.versu and (a.artnr is null or a.stat = 9)
             order by p.posnr limit 1);
        start transaction;
        if v_meldg is not null then
            update aufein set stat = 9, meldg = v_meldg where kdref = v_auf.kdref and versu = v_auf.versu;
        else
            update numkr set stand = stand + 1 where obj = 'AUFNR';
            set v_aufnr = (select stand from numkr where obj = 'AUFNR');
            insert into aufkpf values (v_aufnr, v_auf.kdref, 20);
            insert into aufpos
                select v_aufnr, 10 * posnr, artnr, coalesce(nullif(lager, ''), 'H1'), menge
                  from aufeip where kdref = v_auf.kdref and versu = v_auf.versu;
            insert into lagbst
                select artnr, lager, -sum(menge) from aufpos where aufnr = v_aufnr group by artnr, lager
                on duplicate key update bestd = lagbst.bestd + values(bestd);
            update aufein set stat = 2, aufnr = v_aufnr where kdref = v_auf.kdref and versu = v_auf.versu;
        end if;
        commit;
    end for;
    select v_anzahl;
end;
