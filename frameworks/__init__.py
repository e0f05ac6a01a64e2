"""Board packs: files that say how a board learns, and the dates it keeps."""
