internal import Foundation

/// Memory that two processes have mapped, unmapped with its owner.
final class SharedMemory {
  let bytes: UnsafeMutableRawBufferPointer

  /// Maps the memory behind a descriptor. The descriptor may be closed afterwards.
  init?(descriptor: Int32, count: Int) {
    let address = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard let address, address != MAP_FAILED else { return nil }
    bytes = UnsafeMutableRawBufferPointer(start: address, count: count)
  }

  deinit { munmap(bytes.baseAddress, bytes.count) }

  /// A descriptor of new memory without a name, closed on `exec`; `nil` where the system gives none.
  static func makeDescriptor(count: Int) -> Int32? {
    let name = "/winnow-decoder-\(UUID().uuidString)"
    let descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    // Gone from the file system at once: only the descriptor leads to it.
    shm_unlink(name)
    guard ftruncate(descriptor, count) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
