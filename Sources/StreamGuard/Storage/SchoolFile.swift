/// Finds the school that a plan belongs to.
enum SchoolFile {
    static let name = "school.json"

    /// The nearest `school.json`, from `folder` upward.
    ///
    /// Links in the folder's own name are followed first, so that "upward" means the same as for
    /// whoever looks at the folder.
    static func nearest(to folder: String) -> String? {
        guard var place = Paths.resolved(folder) else { return nil }
        while true {
            let candidate = Paths.joined(place, name)
            if FileReader.exists(candidate) { return candidate }
            if place == "/" { return nil }
            place = Paths.folder(of: place)
        }
    }
}
