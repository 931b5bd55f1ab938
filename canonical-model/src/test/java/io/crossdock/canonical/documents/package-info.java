/**
 * The documents that other teams read in place of the records: JSON Schemas and an AsyncAPI document, generated from the
 * records so that they cannot say anything else.
 */
package io.crossdock.canonical.documents;
