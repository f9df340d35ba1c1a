/**
 * What an archive has beside the programs: man pages, completion and licences, made when it is
 * packed.
 */
@org.jspecify.annotations.NullMarked
package weir.dist;
