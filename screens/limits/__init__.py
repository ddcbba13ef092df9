"""The limits and contacts of the area: seen by everyone, laid down by a coordinator."""
