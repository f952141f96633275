/** The benchmark in its smallest form, with the real scheduler, a real Redis and the real rivals. */
package dev.rqscheduler.bench.it;

