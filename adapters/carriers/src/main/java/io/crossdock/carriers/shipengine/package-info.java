/**
 * ShipEngine, now the ShipStation API: how its webhooks are signed
 * (https://docs.shipstation.com/apis/docs/guides/webhooks-validation, read 2026-11-26). Labels and tracking are not here
 * yet. ShipStation's older API v1 does not sign.
 */
package io.crossdock.carriers.shipengine;
