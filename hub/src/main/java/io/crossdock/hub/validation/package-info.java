/** Whether an order can be taken as it is: the modern side of the capability {@code order-validation}. */
package io.crossdock.hub.validation;
