/**
 * What an ERP's database must be like for a mapping file, looked at before anything is captured: reads only, each
 * statement short, and nothing is altered. One package for each kind of database.
 */
package io.crossdock.erp.check;
