/// Notices tokens that come round again, however long the circle, while it remembers a single one. Pure.
///
/// Source: R. P. Brent, "An improved Monte Carlo factorization algorithm" (1980), section 2: the token kept is
/// exchanged for the present one after 1, 2, 4, 8, … steps.
struct CircleCheck {
  private var kept: String?
  private var steps = 0
  private var limit = 1

  /// Takes the next token; true where it is the one kept.
  mutating func closes(at token: String) -> Bool {
    if token == kept { return true }
    steps += 1
    if steps == limit {
      kept = token
      steps = 0
      limit *= 2
    }
    return false
  }
}
