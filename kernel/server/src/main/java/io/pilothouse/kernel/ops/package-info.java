/** What operators watch: metrics, health, statistics, badges and the page, behind one HTTP front door. */
package io.pilothouse.kernel.ops;
