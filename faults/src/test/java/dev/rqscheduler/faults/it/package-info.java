/** The experiments in a short form, with the real jar and a real Redis. */
package dev.rqscheduler.faults.it;

