/** What tests of several rooms share: a real Redis, and states of it as data. */
package dev.rqscheduler.testing;
