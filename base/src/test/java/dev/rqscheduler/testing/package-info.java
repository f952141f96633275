/** Shared by tests of several packages: a real Redis, and states of it as data. */
package dev.rqscheduler.testing;
