/** Lock file, signature, descriptor, bill of materials and capability scan of a plugin's folder, and the tool that packs one. */
package io.pilothouse.packaging;
