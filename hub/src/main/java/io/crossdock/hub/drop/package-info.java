/** File drops: folders, here or behind SFTP, that partners put files into; each file's records go to the journal, then the file to the archive. */
package io.crossdock.hub.drop;
