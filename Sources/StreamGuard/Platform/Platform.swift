// The C library of the system at hand under one name: files, threads, the clock.
//
// All that the program asks of a system it asks of this one. Foundation would bring it too, and with it
// calendars, languages and a network, which take longer to load than a plan takes to judge.
#if canImport(Darwin)
@_exported public import Darwin
#elseif canImport(Musl)
@_exported public import Musl
#else
@_exported public import Glibc
#endif
