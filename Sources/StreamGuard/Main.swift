import Platform

/// The program's entrance, which only hands over: everything else can be run in a test.
@main
enum Main {
    static func main() { exit(Program.run(Console.arguments, on: .standard()).rawValue) }
}
