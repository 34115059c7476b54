/** Files, environment and options to checked settings: unknown keys are refused with a suggestion, all errors in one report. */
package io.pilothouse.kernel.config;
