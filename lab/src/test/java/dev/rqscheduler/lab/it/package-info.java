/** Experiments and benchmark in their shortest form, with the real jar and a real Redis. */
package dev.rqscheduler.lab.it;
