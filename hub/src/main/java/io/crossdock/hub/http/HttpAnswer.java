package io.crossdock.hub.http;

/**
 * An answer as it came, whatever its status.
 *
 * @param contentType null where the system did not say
 * @param retryAfter the header as sent; null where there is none
 * @param link the header as sent; null where there is none
 * @param body never null
 */
record HttpAnswer(int status, String contentType, String retryAfter, String link, byte[] body) {}
