/** A plugin for Pilothouse: asks a badge desk who somebody is, and posts the audit trail as lines. */
package com.example.harbour;
