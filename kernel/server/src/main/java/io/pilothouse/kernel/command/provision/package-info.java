/** Commands about blueprints: plan, apply, export, drift ({@code blueprint.md}). */
package io.pilothouse.kernel.command.provision;
