/**
 * Requests that nobody would send on purpose, and what every answer to them must keep: generated
 * from a seed and a number, so that each can be made again by itself.
 */
package dev.otajobs.it.fuzz;
