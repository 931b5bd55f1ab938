/** What health tells: Kafka decides whether the process is ready; a channel's or the ERP's trouble is told, and costs nobody else. */
package io.crossdock.hub.health;
