/**
 * Generated malformed requests, and the rules that every reply to them must keep. A seed and a
 * number determine a request, so that each one can be repeated alone.
 */
package dev.otajobs.it.fuzz;
